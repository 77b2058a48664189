"""Results followed to the products they serve, and the matrices made of them; it reads no file and judges nothing."""
