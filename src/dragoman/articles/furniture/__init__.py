"""Furniture words, one YAML file a language; `ko.yaml` explains the fields, `articles/furnishings.py` loads them."""
