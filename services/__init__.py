"""Three services and their chassis.

`site_store` owns pages and the log, `gateway` owns browsers, `relay` owns apps. Calls run one way: the gateway calls the other two,
which call nobody of ours. They know each other only through the gRPC contract in `proto/`. `waved` runs all three in one process.
"""
