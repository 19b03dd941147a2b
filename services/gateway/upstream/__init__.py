"""What the gateway asks of the other services: two protocols, `Pages` and `Apps`, and their gRPC forms.

Only this package knows generated code; everything behind it speaks the house's own words.
"""
