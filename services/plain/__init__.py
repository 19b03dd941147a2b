"""The hot messages of the contract without protobuf, for services that meet in one process.

Where messages are passed by reference, nobody needs their encoding, and making and reading protobuf messages costs more than an
edit. So on the streams of edits and of changes, a caller in the same process may send these twins in place of the generated
messages: the same names, the same fields, the same meaning. Whoever is sent twins answers with twins.
"""
