"""Which checks remark on a record, whatever becomes of it? Every module here is one."""
