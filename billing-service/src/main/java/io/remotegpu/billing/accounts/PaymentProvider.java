package io.remotegpu.billing.accounts;

/** Someone who takes money for us and tells us by webhook. One bean for each. */
interface PaymentProvider {
    /** As it stands in the path of its webhook. */
    String name();

    /**
     * Reads what the provider said, if it was the provider.
     *
     * @param signature the header that the provider signs with, empty if it sent none
     * @throws io.remotegpu.contracts.error.PlatformException NOT_AUTHENTICATED unless the signature fits this very body and is fresh
     */
    Payment read(String body, String signature);
}
