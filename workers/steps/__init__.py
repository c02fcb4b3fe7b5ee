"""The steps between an upload and a message, each a plain function. A queue message names one and its subject.

    look_at_original
    read_original → assess_claim → compose_message → deliver_message
                    ↳ look_up → assess_claim

Each may run twice, or twice at once: it does its work once, in transactions that leave what must follow in the outbox.
"""
