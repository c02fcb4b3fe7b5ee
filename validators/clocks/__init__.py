"""The clocks of a claim: which days are worked, what runs how long from when, when it pauses, and who comes first.

Pure functions of moments and facts. The sources: Insurance Law art. 22, 23; Supreme People's Court, interpretation (II)
art. 15; the rules on basic services of life insurance (2010-4); the service levels of the insurer.
"""
