"""Pages by the million: the same steps on many machines, in shards that any of them can do alone.

`plan_shards` cuts the input, `work` (here) or `work_on_ray` (on a cluster) does shards, `collect` puts them into a
record that is equal to what one machine makes.
"""

from dateline.sharding.collecting import collect
from dateline.sharding.job import SHARD_BYTES, Job
from dateline.sharding.joining import PAIRS, join_pairs
from dateline.sharding.manifest import MANIFEST, Plan, Shard, Source, choose, read_plan
from dateline.sharding.on_ray import work_on_ray
from dateline.sharding.planning import plan_shards
from dateline.sharding.shard_files import ShardCounts, counts_of, read_shard
from dateline.sharding.working import to_work, undone, work

__all__ = [
    "MANIFEST",
    "PAIRS",
    "SHARD_BYTES",
    "Job",
    "Plan",
    "Shard",
    "ShardCounts",
    "Source",
    "choose",
    "collect",
    "counts_of",
    "join_pairs",
    "plan_shards",
    "read_plan",
    "read_shard",
    "to_work",
    "undone",
    "work",
    "work_on_ray",
]
