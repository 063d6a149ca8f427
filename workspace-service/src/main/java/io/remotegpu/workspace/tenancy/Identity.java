package io.remotegpu.workspace.tenancy;

import io.remotegpu.contracts.CustomerId;
import io.remotegpu.web.Caller;

/** Whom the policies of the database take a statement to act for. */
sealed interface Identity {
    /** What {@code remotegpu.actor} is set to. */
    String actor();

    /** What {@code remotegpu.customer} is set to; empty for the system, which is nobody's. */
    String customer();

    static Identity of(Caller caller) {
        return caller.isAdmin() ? new Administrator(caller.id()) : new Customer(caller.id());
    }

    /** Sees and changes what their memberships allow. */
    record Customer(CustomerId id) implements Identity {
        @Override
        public String actor() {
            return "customer";
        }

        @Override
        public String customer() {
            return id.toString();
        }
    }

    /** Sees and changes everything. */
    record Administrator(CustomerId id) implements Identity {
        @Override
        public String actor() {
            return "admin";
        }

        @Override
        public String customer() {
            return id.toString();
        }
    }

    /** The platform itself: listeners, jobs, and the few steps of a request that no customer may take. */
    record Platform() implements Identity {
        @Override
        public String actor() {
            return "system";
        }

        @Override
        public String customer() {
            return "";
        }
    }
}
