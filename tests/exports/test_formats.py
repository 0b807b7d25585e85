"""Acts in the words of GDELT, ICEWS, POLECAT and PLOVER."""

import re
from itertools import chain

import pytest
from invented_record import (
    AID,
    ALLIANCE,
    ALONE,
    BLINKEN,
    DNR,
    ENTITY,
    EVERYTHING,
    TALKS,
    TOKAYEV,
    UNDATED,
    VISIT,
    Invented,
    event,
    party,
    without,
)

from dragoman.coding.plover import types
from dragoman.exports import cameo, days, gdelt, icews, plover, polecat, tidy
from dragoman.exports.columns import FORMATS, describe
from dragoman.exports.dyads import dyads
from dragoman.model.kept import KeptEvent
from dragoman.model.when import When

DATED = [e for e in EVERYTHING if e is not UNDATED]


# -- columns ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "count"), [("gdelt", 61), ("polecat", 40), ("icews", 20)])
def test_the_number_of_columns_is_that_of_the_original(name: str, count: int) -> None:
    (table,) = describe(name).files
    assert len(set(table.names)) == len(table.names) == count


def test_first_and_last_columns_stand_where_the_originals_have_them() -> None:
    columns = describe("gdelt").table("events").names
    assert [columns.index(n) for n in ("GLOBALEVENTID", "Actor1Code", "Actor2Code", "IsRootEvent", "EventCode", "QuadClass")] == [0, 5, 15, 25, 26, 29]
    assert [columns.index(n) for n in ("GoldsteinScale", "AvgTone", "Actor1Geo_Type", "ActionGeo_Type", "DATEADDED", "SOURCEURL")] == [30, 34, 35, 51, 59, 60]
    columns = describe("icews").table("events").names
    assert [columns.index(n) for n in ("Event ID", "CAMEO Code", "Target Name", "Story ID", "Longitude")] == [0, 6, 8, 11, 19]
    columns = describe("polecat").table("events").names
    assert [columns.index(n) for n in ("Event ID", "Intensity", "Actor Name", "Recipient Name", "Placename", "Story People", "Version")] == [0, 4, 7, 15, 23, 35, 39]


@pytest.mark.parametrize("name", FORMATS)
def test_every_column_says_what_it_holds_and_keys_are_columns(name: str) -> None:
    for table in describe(name).tables:
        assert all(c.description for c in table.columns)
        assert set(table.key) <= set(table.names)
        for reference in table.references:
            assert reference.column in table.names
            assert reference.to in describe(name).table(reference.table).names


def test_rows_have_exactly_the_columns_of_the_table() -> None:
    for name, rows in (
        ("gdelt", chain.from_iterable(gdelt.rows(e) for e in DATED)),
        ("icews", chain.from_iterable(icews.rows(e) for e in DATED)),
        ("polecat", chain.from_iterable(polecat.rows(e, None) for e in DATED)),
    ):
        columns = describe(name).table("events").columns
        for row in rows:
            assert set(row) == {c.name for c in columns}, name
            assert all(row[c.name] is not None for c in columns if c.required), row
            assert all(row[c.name] is None for c in columns if not c.source and c.type != "integer"), row


def test_rows_of_the_tidy_tables_have_exactly_their_columns() -> None:
    source = Invented(EVERYTHING)
    rows = list(chain.from_iterable(tidy.of_event(e) for e in EVERYTHING))
    rows += [("articles", tidy.article(a)) for a in source.articles()] + [("stories", tidy.story(s)) for s in source.stories()]
    rows += [("statements", tidy.statement(s)) for s in source.statements()] + [("positions", tidy.position(p)) for p in source.positions()]
    rows += [("measures", tidy.measure(m)) for m in source.measures()] + [("ties", tidy.tie(t)) for t in source.ties()]
    assert {name for name, _ in rows} == {t.name for t in describe("tidy").files}
    for name, row in rows:
        columns = describe("tidy").table(name).columns
        assert tuple(row) == tuple(c.name for c in columns), name
        assert all(row[c.name] is not None for c in columns if c.required), (name, row)


def test_plover_records_have_no_other_fields_than_the_table() -> None:
    objects: dict[str, set[str]] = {name: set() for name in ("events", "entity", "location", "text", "citation")}
    longer = without(VISIT, when=When(start="2023-02-28", end="2023-03-02", precision="period", basis="text"))
    for record in chain.from_iterable(plover.records(e, next(Invented([e]).articles())) for e in [*DATED, longer]):
        objects["events"] |= set(record)
        for entity in (*record["actor"], *record["recipient"]):
            objects["entity"] |= set(entity)
        objects["location"] |= set(record["event_loc"] or ())
        objects["text"] |= set(record["text_info"])
        objects["citation"] |= set(record["cite_info"])
        assert tuple(record) == describe("plover").table("events").names
        assert all(record[c.name] for c in describe("plover").table("events").columns if c.required)
    assert objects == {t.name: set(t.names) for t in describe("plover").tables}


# -- GDELT -----------------------------------------------------------------------------------------------------------------


def test_a_visit_is_a_row_for_the_visitor_and_one_for_the_host() -> None:
    visitor, host = gdelt.rows(VISIT)
    assert (visitor["Actor1Code"], visitor["EventCode"], visitor["Actor2Code"]) == ("USAGOV", "042", "KAZGOV")
    assert (host["Actor1Code"], host["EventCode"], host["Actor2Code"]) == ("KAZGOV", "043", "USAGOV")
    assert visitor["Actor1Name"] == "ANTONY BLINKEN"
    assert visitor["GLOBALEVENTID"] != host["GLOBALEVENTID"]


def test_a_visit_in_gdelt_has_its_day_place_and_counts() -> None:
    row = next(iter(gdelt.rows(VISIT)))
    assert (row["SQLDATE"], row["MonthYear"], row["Year"], row["FractionDate"]) == (20230228, 202302, 2023, 2023.1589)
    assert (row["ActionGeo_Type"], row["ActionGeo_FullName"], row["ActionGeo_CountryCode"]) == (4, "Astana, Kazakhstan", "KZ")
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == (4, 1, 2)
    assert (row["QuadClass"], row["GoldsteinScale"], row["EventRootCode"]) == (1, 1.9, "04")
    assert (row["DATEADDED"], row["SOURCEURL"]) == (20230301004100, "https://example.org/a1")


def test_three_parties_of_a_mutual_act_are_six_rows() -> None:
    rows = list(gdelt.rows(TALKS))
    assert {(r["Actor1CountryCode"], r["Actor2CountryCode"]) for r in rows} == {
        ("KAZ", "RUS"), ("RUS", "KAZ"), ("KAZ", "NAM"), ("NAM", "KAZ"), ("RUS", "NAM"), ("NAM", "RUS"),
    }  # fmt: skip
    assert len({r["GLOBALEVENTID"] for r in rows}) == 6
    assert rows[0]["SQLDATE"] == 20230301  # of March only the month is told
    assert (rows[0]["ActionGeo_Type"], rows[0]["ActionGeo_CountryCode"], rows[0]["ActionGeo_FullName"]) == (1, "WA", "Namibia")


def test_places_in_gdelt() -> None:
    assert next(iter(gdelt.rows(AID)))["ActionGeo_Type"] == 3  # a city of the United States
    assert next(iter(gdelt.rows(ALONE)))["ActionGeo_Type"] == 5  # a region elsewhere
    assert next(iter(gdelt.rows(ENTITY)))["ActionGeo_CountryCode"] == "GZ"  # the Gaza Strip has a code of its own
    nowhere = next(iter(gdelt.rows(ALLIANCE)))
    assert nowhere["ActionGeo_Type"] == 0
    assert nowhere["ActionGeo_FullName"] is None


def test_actors_in_gdelt() -> None:
    alliance = next(iter(gdelt.rows(ALLIANCE)))
    assert (alliance["Actor1Code"], alliance["Actor1KnownGroupCode"], alliance["Actor1CountryCode"]) == ("IGONAT", "NAT", None)
    entity = next(iter(gdelt.rows(ENTITY)))
    assert (entity["Actor1Code"], entity["Actor1CountryCode"], entity["Actor1Type1Code"]) == ("UKRREB", "UKR", "REB")
    (alone,) = gdelt.rows(ALONE)
    assert (alone["Actor1Code"], alone["Actor2Code"], alone["Actor2Name"]) == ("RUSMIL", None, None)
    romania = next(iter(gdelt.rows(event("AID", ["ROU"], ["XKX"]))))
    assert (romania["Actor1CountryCode"], romania["Actor2CountryCode"]) == ("ROM", "KSV")


def test_an_article_without_an_address_is_cited() -> None:
    bare = without(VISIT, reports=(without(VISIT.reports[0], url=None),))
    assert next(iter(gdelt.rows(bare)))["SOURCEURL"] == "아시아투데이, 미 국무, 카자흐 방문, 2023-03-01"


def test_told_in_the_title_is_a_root_event() -> None:
    told = VISIT.reports[0]
    later = without(told, event=without(told.event, evidence=without(told.event.evidence, start=40, end=60)))
    assert next(iter(gdelt.rows(VISIT)))["IsRootEvent"] == 1
    assert next(iter(gdelt.rows(without(VISIT, reports=(later,)))))["IsRootEvent"] == 0


def test_quad_class_is_that_of_the_cameo_root() -> None:
    yielding = next(iter(gdelt.rows(event("CONCEDE", ["RUS"], ["UKR"]))))
    assert (yielding["EventCode"], yielding["QuadClass"]) == ("080", 2)  # verbal in PLOVER, material in CAMEO


def test_a_code_that_cameo_lacks_is_exported_as_the_one_above_it() -> None:
    (row,) = (r for r in gdelt.rows(event("AID", ["USA"], ["UKR"], cameo="0799")))
    assert row["EventCode"] == "07"
    assert list(gdelt.rows(event("AID", ["USA"], ["UKR"], cameo=None))) == []


# -- ICEWS -----------------------------------------------------------------------------------------------------------------


def test_a_visit_in_icews() -> None:
    visitor, host = icews.rows(VISIT)
    assert (visitor["Source Name"], visitor["Source Country"], visitor["Event Text"]) == ("Antony Blinken", "United States", "Make a visit")
    assert (visitor["CAMEO Code"], visitor["Intensity"], visitor["Target Country"]) == ("042", 1.9, "Kazakhstan")
    assert (host["Event Text"], host["CAMEO Code"], host["Intensity"]) == ("Host a visit", "043", 2.8)
    assert (visitor["City"], visitor["Province"], visitor["Country"], visitor["Event Date"]) == ("Astana", None, "Kazakhstan", "2023-02-28")
    assert visitor["Source Sectors"] == "Government"


def test_icews_spells_countries_its_own_way_and_names_nobody_unspecified() -> None:
    (row,) = icews.rows(ALONE)
    assert (row["Source Country"], row["Source Sectors"]) == ("Russian Federation", "Military,Government")
    assert (row["Target Name"], row["Target Sectors"], row["Target Country"]) == ("Unspecified Actor", "Unspecified", None)
    assert (row["City"], row["Province"]) == (None, "Abai Region")


def test_ids_of_pairs_are_unique_exact_and_the_same_every_time() -> None:
    numbers = [d.number for e in EVERYTHING for d in dyads(e)]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < n < 2**53 for n in numbers)  # R, JSON and spreadsheets keep them exactly
    assert [d.number for e in EVERYTHING for d in dyads(e)] == numbers
    assert next(dyads(event("AID", ["USA"], ["UKR"]))).number == 4517015973715272


def pairs(kept: KeptEvent) -> list[tuple[str, str | None]]:
    return [(d.actor.label, d.recipient.label if d.recipient else None) for d in dyads(kept)]


def test_whoever_acts_for_the_same_party_counts_once() -> None:
    lavrov, putin = party("RUS", "Sergey Lavrov"), party("RUS", "Vladimir Putin")
    assert pairs(event("AID", ["USA", "USA"], ["UKR"])) == [("Usa", "Ukr")]
    assert pairs(event("CONSULT", [putin, lavrov, TOKAYEV])) == [("Vladimir Putin", TOKAYEV.label), (TOKAYEV.label, "Vladimir Putin")]
    assert pairs(event("ACCUSE", [lavrov, putin], [TOKAYEV])) == [("Sergey Lavrov", TOKAYEV.label)]


def test_people_of_one_state_who_meet_each_other_are_a_pair() -> None:
    lavrov, putin = party("RUS", "Sergey Lavrov"), party("RUS", "Vladimir Putin")
    assert pairs(event("CONSULT", [putin, lavrov])) == [("Vladimir Putin", "Sergey Lavrov"), ("Sergey Lavrov", "Vladimir Putin")]
    assert pairs(event("MOBILIZE", [putin, putin], mode="troops")) == [("Vladimir Putin", None)]


# -- POLECAT ---------------------------------------------------------------------------------------------------------------


def test_a_visit_in_polecat() -> None:
    article = next(iter(Invented([VISIT]).articles()))
    (row,) = polecat.rows(VISIT, article)
    assert (row["Event Type"], row["Event Mode"], row["Intensity"], row["Quad Code"]) == ("CONSULT", "visit", 4.0, "VERBAL COOPERATION")
    assert (row["Actor Name"], row["Actor Country"], row["Actor COW"], row["Actor Title"]) == ("Antony Blinken", "USA", "2", "국무장관")
    assert (row["Recipient Name"], row["Recipient Country"], row["Recipient COW"]) == ("Kassym-Jomart Tokayev", "KAZ", "705")
    assert (row["Primary Actor Sector"], row["Actor Sectors"], row["Contexts"]) == ("GOV", "GOV", "diplomatic")
    assert (row["Placename"], row["City"], row["Raw Placename"], row["Feature Type"]) == ("Astana", "Astana", "아스타나", "PPL")
    assert (row["Story People"], row["Story Organizations"], row["Story Locations"]) == ("Antony Blinken", "NATO", "Kazakhstan")
    assert (row["Publication Date"], row["Language"], row["Wikipedia Actor ID"]) == ("2023-03-01", "ko", None)


def test_lists_of_polecat_run_in_step() -> None:
    (row,) = polecat.rows(event("CONSULT", ["RUS", DNR, BLINKEN, TOKAYEV]), None)
    assert row["Actor Country"] == "RUS;UKR;USA;KAZ"
    assert row["Actor COW"] == "365;369;2;705"
    assert row["Actor Title"] == "None;None;국무장관;대통령"
    assert row["Actor Sectors"] == "GOV;PRE"
    assert row["Recipient Name"] is None  # PLOVER puts all parties of a mutual act among the actors


# -- PLOVER ----------------------------------------------------------------------------------------------------------------


def test_a_visit_in_plover() -> None:
    (record,) = plover.records(VISIT, next(iter(Invented([VISIT]).articles())))
    assert (record["date"], record["event"], record["mode"], record["context"]) == ("2023-02-28", ["CONSULT"], ["visit"], ["diplomatic"])
    assert record["actor"] == [{
        "code": "USA", "sector": ["GOV"], "entity_text": "Antony Blinken", "identifier_id": "person:antony-blinken",
        "identifier_text": "Antony Blinken", "office": "국무장관",
    }]  # fmt: skip
    assert record["event_loc"]["country_code"] == "KAZ"
    assert record["event_loc"]["resolution"] == 4
    assert record["voices"] == ["Zakon.kz"]
    assert record["enddate"] is None  # it says nothing more
    assert "text" not in record  # the words are their owners'


def test_the_last_day_is_given_where_it_is_another_day() -> None:
    (record,) = plover.records(without(VISIT, when=When(start="2023-02-28", end="2023-03-02", precision="period", basis="text")), None)
    assert record["enddate"] == "2023-03-02"


def test_an_entity_that_few_recognise_counts_to_the_state_it_lies_in() -> None:
    (record,) = plover.records(ENTITY, None)
    assert record["actor"][0]["code"] == "UKR"
    assert record["actor"][0]["sector"] == ["GOV", "PRE"]


# -- tidy ------------------------------------------------------------------------------------------------------------------


def test_namibia_is_a_code_and_nothing_missing() -> None:
    parties = [row for name, row in tidy.of_event(TALKS) if name == "parties"]
    assert [(p["code"], p["iso2"], p["iso3"], p["cow"]) for p in parties] == [("KAZ", "KZ", "KAZ", 705), ("RUS", "RU", "RUS", 365), ("NAM", "NA", "NAM", 565)]


def test_codes_are_those_of_the_day_of_the_act() -> None:
    parties = [row for name, row in tidy.of_event(event("CONSULT", ["RUS", "DEU"], start="1989-06")) if name == "parties"]
    assert [(p["iso3"], p["cow"], p["gw"]) for p in parties] == [("SUN", 365, 365), ("DEU", 260, 260)]


def test_contradictions_voices_quantities_links_and_corrections_have_rows() -> None:
    rows = {name: [r for n, r in chain.from_iterable(tidy.of_event(e) for e in EVERYTHING) if n == name] for name in ("contradictions", "voices", "quantities", "links")}
    assert [(r["field"], r["value"], r["articles"]) for r in rows["contradictions"]] == [("when", "2023-02-28", "a1"), ("when", "2023-03-01", "a2")]
    assert [r["label"] for r in rows["voices"]] == ["Zakon.kz", "Zakon.kz"]  # one for each report
    assert [(r["value"], r["unit"]) for r in rows["quantities"]] == [(2e8, "USD")]
    assert [(r["kind"], r["other"]) for r in rows["links"]] == [("happened_as", VISIT.id)]


# -- tables ----------------------------------------------------------------------------------------------------------------


def test_cameo_scores_are_in_range_and_every_code_of_ours_is_known() -> None:
    table = cameo.table()
    assert all(re.fullmatch(r"\d{2,4}", c) and -10 <= row.goldstein <= 10 for c, row in table.items())
    ours = {row.cameo for row in types().values()} | {c for row in types().values() for c in row.mode_cameo.values()}
    assert ours <= set(table)


def test_every_code_of_a_frame_is_known() -> None:
    from dragoman.coding.frames import frames

    assert {f.cameo for f in frames("ko") if f.cameo} <= set(cameo.table())


@pytest.mark.parametrize(
    ("when", "first", "rounded"),
    [
        (When(start="2022-08-19", end="2022-08-19"), "2022-08-19", False),
        (When(start="2022-08"), "2022-08-01", True),
        (When(start="1992", end="1994"), "1992-01-01", True),
        (When(end="2022-08-19"), "2022-08-19", False),  # only the end is told
        (When(), None, False),
    ],
)
def test_the_day_of_an_act(when: When, first: str | None, rounded: bool) -> None:
    assert (days.first_known(when), days.is_rounded(when)) == (first, rounded)


@pytest.mark.parametrize(
    ("published", "stamp"),
    [
        ("2023-03-01T09:41+09:00", "20230301004100"), ("2023-03-01T01:00+09:00", "20230228160000"), ("2023-03-01", "20230301000000"),
        ("2023-03-01T09:41", "20230301000000"), ("yesterday", None),
    ],
)  # fmt: skip
def test_times_of_publication_in_utc(published: str, stamp: str | None) -> None:
    assert days.utc_stamp(published) == stamp


def test_formats_that_need_a_day_say_so() -> None:
    for rows in (gdelt.rows(UNDATED), icews.rows(UNDATED), polecat.rows(UNDATED, None), plover.records(UNDATED, None)):
        with pytest.raises(ValueError, match="without a day"):
            next(iter(rows))


