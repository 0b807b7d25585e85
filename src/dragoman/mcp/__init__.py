"""The record for language-model agents: a server of the Model Context Protocol, read-only."""
