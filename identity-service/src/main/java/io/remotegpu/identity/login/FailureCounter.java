package io.remotegpu.identity.login;

/**
 * Counts wrong passwords: per account and address, so that strangers lock out themselves and not the owner, and per account over all
 * addresses, so that many addresses do not get endless tries. An attempt counts before the password is looked at and is taken back when
 * it was right, so that many attempts at once get no more tries than one after the other.
 */
interface FailureCounter {
    /** Not part of any transaction that may roll back. @throws io.remotegpu.contracts.error.PlatformException ACCOUNT_LOCKED when no try is left */
    void begin(Attempt attempt);

    /** Takes back this attempt, and with it the earlier ones from the same address: they were slips of the owner. */
    void succeeded(Attempt attempt);
}
