"""What any small gRPC process needs.

Entrance exam for every file: could it move to a stranger's repository today, unchanged?
The services call the chassis; the chassis calls them only from :func:`services.chassis.process.run`.
"""
