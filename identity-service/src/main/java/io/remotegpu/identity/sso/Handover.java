package io.remotegpu.identity.sso;

import io.remotegpu.contracts.CustomerId;

/** What a browser that came back from the provider may fetch once. */
sealed interface Handover {
    String issuer();

    String subject();

    /** A login of this account. */
    record Login(CustomerId customer, String issuer, String subject) implements Handover {}

    /** The right to link an account of this address, once its owner has logged in to it. */
    record Link(String email, String issuer, String subject) implements Handover {}
}
