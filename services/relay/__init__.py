"""The relay knows which app serves which route, and brings browser events to it.

It calls nobody of ours: gateways and dial-out apps open the streams. Behind `rpc` nothing knows protobuf.
"""
