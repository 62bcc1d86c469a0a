#!/usr/bin/env python3
"""10,000 connections that say nothing, or a byte now and then, and one visitor among them. Usage: crowd.py PROGRAM [CONNECTIONS]
Prints how long the visitor waited while the crowd came, while it stood there and after it was sent away. Fails where the server is
not there afterwards, or where a connection that is silent is still open after a minute."""
import errno
import json
import socket
import sys
import time
import urllib.request

import served

program, *rest = sys.argv[1:]
wanted = int(rest[0]) if rest else 10_000


def visit(server):
    begun = time.monotonic()
    with urllib.request.urlopen(server.url + "/", timeout=60) as answer:
        assert answer.status == 200
    return time.monotonic() - begun


def still_open(connections):
    alive = []
    for connection in connections:
        try:
            if connection.recv(1, socket.MSG_DONTWAIT) != b"":
                alive.append(connection)
        except BlockingIOError:
            alive.append(connection)
        except OSError:
            pass
    return alive


with served.Served(program) as server:
    crowd, figures = [], {"memory_mb": [round(server.memory() / 1e6)]}
    figures["alone_s"] = round(visit(server), 3)
    for i in range(wanted):
        connection = socket.socket()
        connection.setblocking(False)
        if connection.connect_ex(("127.0.0.1", server.port)) not in (0, errno.EINPROGRESS):
            break
        crowd.append(connection)
        if i % 64 == 0:
            time.sleep(0.005)  # the queue of those that wait to be let in is 1,024 long
    figures["connections"] = len(crowd)
    for connection in crowd[::2]:
        try:
            connection.send(b"G")
        except OSError:
            pass
    figures["memory_mb"].append(round(server.memory() / 1e6))
    figures["in_the_crowd_s"] = round(visit(server), 3)
    begun = time.monotonic()
    left = still_open(crowd)
    while left and time.monotonic() - begun < 60:
        for connection in left[:100]:  # some are silent and some drip
            try:
                connection.send(b"E")
            except OSError:
                pass
        time.sleep(1)
        left = still_open(left)
    figures["sent_away_after_s"] = round(time.monotonic() - begun, 1)
    figures["left"] = len(left)
    figures["afterwards_s"] = round(visit(server), 3)
    for connection in crowd:
        connection.close()
print(json.dumps(figures))
sys.exit(len(crowd) < wanted or bool(left))
