"""The cache that the server keeps for its programs: values by shard and key.

Run it: `python examples/scripts/cache.py`
"""

from h2o_wave import site

site.cache.set("tides", "oslo", {"high": "4:10", "low": "10:25"})
site.cache.set("tides", "riga", {"high": "5:02"})
print(site.cache.get("tides", "oslo")["high"])
print(site.cache.get("tides", "turku", "nobody knows"))
print(sorted(site.cache.keys("tides")))
