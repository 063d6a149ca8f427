package io.remotegpu.identity.sso;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.FieldError;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** What the console found in the fragment. */
record SsoCode(@NotBlank @Size(max = 200) String code) {
    static PlatformException worthless() {
        return FieldError.refuse(
                "code", "is unknown, used, expired or another browser's; begin the single sign-on again");
    }

    @Override
    public String toString() {
        return "SsoCode";
    }
}
