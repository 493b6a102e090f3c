"""How Chinese gets into the machine: pinyin on the on-screen keyboard."""
