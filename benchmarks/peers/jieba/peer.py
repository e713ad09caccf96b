"""jieba's posseg over a file, once for each line on standard input; prints the computing time of each run in seconds."""

import logging
import sys
import time

import jieba
from jieba import posseg

jieba.setLogLevel(logging.ERROR)
with open(sys.argv[1], encoding="utf-8") as stream:
    text = stream.read()
posseg.lcut(text)
for _ in sys.stdin:
    begun = time.process_time()
    posseg.lcut(text)
    print(time.process_time() - begun, flush=True)
