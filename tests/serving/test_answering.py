"""A small answer does not wait for the receipt of its first part."""

import sys
from contextlib import closing
from socket import AF_UNIX, IPPROTO_TCP, SOCK_STREAM, TCP_NODELAY, create_connection, create_server, socket

import pytest

from dateline.serving.workers import answer_at_once


@pytest.mark.skipif(sys.platform != "linux", reason="whether a visitor's socket inherits it is the system's to say")
def test_visitors_sockets_send_at_once() -> None:
    with closing(create_server(("127.0.0.1", 0))) as listening:
        answer_at_once(listening)
        with closing(create_connection(listening.getsockname())), closing(listening.accept()[0]) as visitor:
            assert visitor.getsockopt(IPPROTO_TCP, TCP_NODELAY)


def test_a_socket_of_files_is_left_as_it_is() -> None:
    with closing(socket(AF_UNIX, SOCK_STREAM)) as listening:
        answer_at_once(listening)
