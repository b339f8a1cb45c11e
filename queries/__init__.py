"""What can be asked: one .cypher file a question, which clause it tests, and how it is run.

`coverage/` holds the checks, `impact/` and `views/` the questions, `frameworks/` the requirements and which checks test them.
"""
