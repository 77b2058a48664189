"""A matriks peran hasil of another office: its tables, its people, their roles. It judges nothing."""
