"""A SPARQL server elsewhere: where it is, who asks, and the requests that it takes."""

from __future__ import annotations

from dealgraph.endpoint.address import Address
from dealgraph.endpoint.client import Client, TooLargeError
from dealgraph.endpoint.credentials import Credentials

__all__ = ["Address", "Client", "Credentials", "TooLargeError"]
