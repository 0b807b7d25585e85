"""Imported once in the process that reading processes are made of: what they all need is loaded, and they share its memory."""

import gc

from dragoman import reading

_PAGE = "견본일보\n\n러시아 외무부 “회담 열자”\n\n러시아 외무부는 10일 미국에 회담을 열자고 제안했다고 밝혔다. 미국은 이를 받아들이기로 했다.\n"

reading.read_with_terms(_PAGE.encode())
# what is there now is never looked through for garbage again, which would write into the shared memory
gc.collect()
gc.freeze()
