"""What a page of the household register says of a member: his relation to the householder, in the register's words.

>>> "长女" in CHILD, "孙女" in CHILD, "户主" in COUPLE
(True, False, True)
"""

CHILD = ("子", "女", "长子", "长女", "次子", "次女", "三子", "三女", "儿子", "女儿", "独生子", "独生女")
COUPLE = ("户主", "妻", "夫", "妻子", "丈夫", "配偶")
GRANDCHILD = ("孙", "外孙")
"""How the words for grandchildren begin."""
ELDERS = ("父", "母", "父亲", "母亲", "公公", "婆婆", "岳父", "岳母")
