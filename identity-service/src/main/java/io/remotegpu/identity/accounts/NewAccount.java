package io.remotegpu.identity.accounts;

/** An account to be; the password is checked and hashed beside it. */
record NewAccount(String username, String email, UserType userType, AccountType accountType) {}
