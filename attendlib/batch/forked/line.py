"""How do a forked notebook and the process that watches it speak to each other?

In frames on a socket: the length in eight bytes, then JSON as Jupyter packs it. What arrives is read without ever
waiting for the rest of a frame, so that a side that stops in the middle of one cannot hold up the other.
"""

import socket
import struct
from threading import Lock
from typing import Any

from jupyter_client.session import json_packer, json_unpacker

LENGTH = struct.Struct(">Q")
LARGEST = 1 << 30
"""Bytes of the largest frame that is believed."""

REPLY = "execute_reply"
"""The message that says how a cell ended; the last of each cell."""


def message(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    """A message as a kernel sends them, with what those who read them ask of it."""
    return {"msg_type": kind, "header": {"msg_type": kind}, "parent_header": {}, "content": content}


class Line:
    """One end of the conversation. ``arrived``: how many bytes came."""

    def __init__(self, end: socket.socket) -> None:
        self.end, self.arrived = end, 0
        self._held, self._one_at_a_time = bytearray(), Lock()

    def send(self, told: dict[str, Any]) -> None:
        """Send a message whole. Raises TypeError or ValueError for what is no JSON, OSError when nobody listens."""
        text = json_packer(told)
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
            messages.append(json_unpacker(bytes(self._held[LENGTH.size : LENGTH.size + length])))
            del self._held[: LENGTH.size + length]
        return messages

    def _next_bytes(self) -> bytes:
        try:
            return self.end.recv(1 << 20)
        except ConnectionResetError:
            return b""
