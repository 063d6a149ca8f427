package io.remotegpu.identity.accounts;

/** What accounts need of mail. */
public interface AccountMails {
    /**
     * Has this mail sent soon after the caller's transaction, if any, has committed. One that waits already is not doubled. Takes the same
     * time whether the address is an account's or not.
     */
    void request(String email, MailPurpose purpose);
}
