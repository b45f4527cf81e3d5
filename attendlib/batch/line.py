"""How do two processes of a batch speak to each other?

In frames on a socket: the length in eight bytes, then JSON. What arrives is read without ever waiting for the rest of a
frame, so that a side that stops in the middle of one cannot hold up the other.
"""

import json
import socket
import struct
from collections.abc import Callable
from threading import Lock
from typing import Any

LENGTH = struct.Struct(">Q")
LARGEST = 1 << 30
"""Bytes of the largest frame that is believed."""


class Line:
    """One end of the conversation. ``arrived``: how many bytes came."""

    def __init__(self, end: socket.socket, pack: Callable[[Any], bytes] | None = None) -> None:
        """pack: makes JSON of a message, where the usual way will not do."""
        self.end, self.arrived, self._pack = end, 0, pack or _packed
        self._held, self._one_at_a_time = bytearray(), Lock()

    def send(self, told: dict[str, Any]) -> None:
        """Send a message whole. Raises TypeError or ValueError for what is no JSON, OSError when nobody listens."""
        text = self._pack(told)
        with self._one_at_a_time:
            self.end.sendall(LENGTH.pack(len(text)) + text)

    def receive(self) -> list[dict[str, Any]]:
        """The messages that are whole after the next bytes, waiting for those. Raises EOFError when the other side has
        gone, or sends what cannot be a frame."""
        arrived = self._next_bytes()
        if not arrived:
            raise EOFError
        self.arrived += len(arrived)
        self._held += arrived
        messages = []
        while len(self._held) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._held)
            if length > LARGEST:
                raise EOFError
            if len(self._held) < LENGTH.size + length:
                break
            messages.append(json.loads(self._held[LENGTH.size : LENGTH.size + length]))
            del self._held[: LENGTH.size + length]
        return messages

    def _next_bytes(self) -> bytes:
        try:
            return self.end.recv(1 << 20)
        except ConnectionResetError:
            return b""


def _packed(told: dict[str, Any]) -> bytes:
    return json.dumps(told).encode()
