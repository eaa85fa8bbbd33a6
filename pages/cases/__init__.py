"""Cases: what failed, one by one, how it is handled, and which 100 % goals are lost by it."""
