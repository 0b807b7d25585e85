"""The reading room: the record as pages for people, and the same as data at the same addresses.

`app.create_app` puts it together. `pages/` has a module for each kind of page: it asks the record, makes a typed view, and the view
is shown as HTML (`templates/`) or as its data twin (`twins`). Nothing is fetched from elsewhere, and nothing but reviews is written.
"""
