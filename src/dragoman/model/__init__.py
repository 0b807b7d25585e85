"""The record types: what passes between the rooms, and the contract of a reading."""
