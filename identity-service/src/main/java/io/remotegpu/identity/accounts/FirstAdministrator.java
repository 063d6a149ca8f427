package io.remotegpu.identity.accounts;

import io.remotegpu.contracts.error.PlatformException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the account that administers a new platform. Does nothing where an administrator exists, whatever the password says. */
@Component
class FirstAdministrator implements ApplicationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final FirstAdministratorProperties properties;
    private final Accounts accounts;
    private final Registration registration;

    FirstAdministrator(FirstAdministratorProperties properties, Accounts accounts, Registration registration) {
        this.properties = properties;
        this.accounts = accounts;
        this.registration = registration;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (accounts.anyAdministrator()) {
            return;
        }
        if (properties.password().isBlank()) {
            LOG.warn("Nobody administers this platform yet: set identity.first-admin.password"
                    + " (IDENTITY_FIRST_ADMIN_PASSWORD) and start again");
            return;
        }
        register();
    }

    private void register() {
        NewAccount admin =
                new NewAccount(properties.username(), properties.email(), UserType.ADMIN, AccountType.ENTERPRISE);
        try {
            registration.tryRegister(admin, properties.password());
        } catch (PlatformException weak) {
            throw new IllegalStateException("identity.first-admin.password cannot be used: " + weak.getMessage(), weak);
        }
        LOG.info("The administrator's account is {}", admin.username());
    }
}
