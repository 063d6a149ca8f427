package io.remotegpu.identity.accounts;

/** An account and the hash that its password must match. */
public record Credentials(Account account, String passwordHash) {
    @Override
    public String toString() {
        return "Credentials of " + account.username();
    }
}
