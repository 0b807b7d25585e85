"""Words of newsrooms, one YAML file a language; `ko.yaml` explains the fields, `articles/newsrooms.py` loads them."""
