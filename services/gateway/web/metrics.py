"""What is measured beside pages, read from plain counters when somebody asks."""

from services.chassis.metrics import Registry
from services.gateway.web.assembly import WebParts


def describe_web(registry: Registry, parts: WebParts) -> None:
    """Everything beside pages."""
    _describe_files(registry, parts)
    _describe_cache(registry, parts)
    _describe_streams(registry, parts)
    if parts.proxy is not None:
        proxy = parts.proxy.counts
        registry.callback_gauge("proxy_under_way", "proxy requests under way", lambda: proxy.under_way)
        registry.callback_counter(
            "proxy_requests", "proxy requests, by what became of them", lambda: proxy.outcomes, ("outcome",)
        )


def _describe_files(registry: Registry, parts: WebParts) -> None:
    uploads, up, down = parts.uploads, parts.uploads.counts, parts.downloads.counts
    registry.callback_gauge("uploads_under_way", "uploads under way", lambda: up.under_way)
    registry.callback_counter("uploaded_files", "files uploaded", lambda: up.files)
    registry.callback_counter("uploaded_bytes", "bytes of files that were sent", lambda: up.received_bytes)
    registry.callback_counter(
        "failed_uploads", "uploads of which nothing was kept, by reason", lambda: up.refused, ("reason",)
    )
    registry.callback_gauge("stored_files", "uploaded files on the disk", lambda: uploads.stored.files)
    registry.callback_gauge(
        "stored_file_bytes", "size of uploaded files on the disk", lambda: uploads.stored.size
    )
    registry.callback_counter("removed_files", "files removed on demand", lambda: up.removed_files)
    registry.callback_counter("expired_files", "files removed because of their age", lambda: up.expired_files)
    registry.callback_gauge("downloads_under_way", "files being sent", lambda: down.under_way)
    registry.callback_counter("downloaded_files", "files sent", lambda: down.files)
    registry.callback_counter("downloaded_bytes", "bytes of files sent", lambda: down.sent_bytes)
    registry.callback_counter(
        "stalled_downloads", "downloads given up because nobody took them", lambda: down.stalled
    )


def _describe_cache(registry: Registry, parts: WebParts) -> None:
    cache = parts.cache
    registry.callback_gauge("cache_values", "values in the cache", lambda: len(cache))
    registry.callback_gauge(
        "cache_bytes", "size of the values in the cache, with their keys", lambda: cache.size
    )
    registry.callback_counter(
        "evicted_cache_values", "values forgotten for want of room", lambda: cache.evicted
    )


def _describe_streams(registry: Registry, parts: WebParts) -> None:
    streams, counts = parts.streams, parts.streams.counts
    registry.callback_gauge("streams", "image streams", lambda: len(streams))
    registry.callback_gauge(
        "latest_frame_bytes", "newest frames kept for viewers to come", lambda: streams.latest_bytes
    )
    registry.callback_gauge("stream_viewers", "viewers of image streams", lambda: counts.viewers)
    registry.callback_counter("stream_frames", "frames pushed", lambda: counts.frames)
    registry.callback_counter("sent_stream_frames", "frames sent to viewers", lambda: counts.sent_frames)
    registry.callback_counter(
        "left_out_stream_frames", "frames left out for slow viewers", lambda: counts.left_out_frames
    )
    registry.callback_counter("expired_streams", "streams ended for want of frames", lambda: counts.expired)
