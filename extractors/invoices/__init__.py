"""How a printed tax invoice is read: head, parties, goods lines, sums, foot; forms and rolls."""
