"""The claimant's first page: what is asked, what came of each file, the questions, the message.

`view` turns stored rows into what is shown, `words` has the sentences, `show` draws them, `routes` and `acts` are the door.
"""
