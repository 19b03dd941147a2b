"""Which pages there are, asked of the site-store."""

from collections.abc import Sequence

import grpc

from h2o.wave.v1 import site_store_pb2, site_store_pb2_grpc
from services.gateway.errors import StoreAway

TIMEOUT_SECONDS = 2.0


class GrpcPageListing:
    """Lists the pages of the site-store behind a channel."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        stub = site_store_pb2_grpc.SiteStoreStub(channel)  # type: ignore[no-untyped-call]
        self._list_pages = stub.ListPages

    async def routes(self, limit: int) -> Sequence[str]:
        """The first routes of pages, ordered; pages of single clients are not among them. Raises StoreAway."""
        request = site_store_pb2.ListPagesRequest(page_size=limit)
        try:
            response = await self._list_pages(request, timeout=TIMEOUT_SECONDS)
        except grpc.aio.AioRpcError as error:
            raise StoreAway(
                f"the site-store does not answer ({error.code().name}); try again later"
            ) from error
        return [page.route for page in response.pages if not page.ephemeral]
