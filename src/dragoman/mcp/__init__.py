"""The record for language-model agents: a server of the Model Context Protocol over standard input and output, read-only.

`server` needs the official SDK (`pip install 'dragoman[mcp]'`) and is imported by whoever wants it; everything else here works without.
A tool is a question (`asked`), an answer (`told`), and a function that leads from one to the other (`tools`).
"""
