package io.remotegpu.gateway.gis.access;

import io.remotegpu.contracts.GisRoute;
import io.remotegpu.contracts.gis.GisPathRule.Access;
import io.remotegpu.contracts.gis.GisVisibility;
import io.remotegpu.gateway.gis.access.Caller.Anonymous;
import io.remotegpu.gateway.gis.access.Caller.KeyHolder;
import io.remotegpu.gateway.gis.access.Caller.Person;
import io.remotegpu.gateway.gis.access.Caller.WrongKey;

/** Who may do what at an instance, decided from its route alone. */
public final class AccessDecision {
    private AccessDecision() {}

    /** What a caller hears where no instance has the key that was asked for. */
    public static Verdict ofNothing(Caller caller) {
        return switch (caller) {
            case Anonymous _, WrongKey _ -> Verdict.UNKNOWN_CALLER;
            case Person _, KeyHolder _ -> Verdict.HIDDEN;
        };
    }

    /** @param writes whether the request changes something */
    public static Verdict of(GisRoute route, Access access, boolean writes, Caller caller) {
        return switch (access) {
            case INTERNAL -> knows(route, caller) ? Verdict.HIDDEN : ofNothing(caller);
            case ADMIN -> administers(route, caller);
            case DATA -> uses(route, writes, caller);
        };
    }

    /** Whether the caller owns the instance, or administers the platform. */
    public static boolean commands(GisRoute route, Caller caller) {
        return caller instanceof Person person
                && (person.administrator() || person.customer().equals(route.owner()));
    }

    private static Verdict uses(GisRoute route, boolean writes, Caller caller) {
        if (!knows(route, caller)) {
            return ofNothing(caller);
        }
        return switch (caller) {
            case WrongKey _ -> Verdict.UNKNOWN_CALLER;
            case Anonymous _ -> writes ? Verdict.UNKNOWN_CALLER : Verdict.ALLOWED;
            case Person person
            when commands(route, person) -> allowedIf(writes ? person.writes() : person.reads() || person.writes());
            case Person _ -> allowedIf(!writes);
            case KeyHolder holder -> allowedIf(!writes || (holder.key().mayWrite() && holder.opens(route)));
        };
    }

    private static Verdict administers(GisRoute route, Caller caller) {
        if (!knows(route, caller)) {
            return ofNothing(caller);
        }
        return switch (caller) {
            case Anonymous _, WrongKey _ -> Verdict.UNKNOWN_CALLER;
            case Person person -> allowedIf(commands(route, person) && person.writes());
            case KeyHolder _ -> Verdict.FORBIDDEN;
        };
    }

    // Whoever may not know that the instance exists hears what they would hear if it did not.
    private static boolean knows(GisRoute route, Caller caller) {
        if (route.visibility() == GisVisibility.PUBLIC) {
            return true;
        }
        return switch (caller) {
            case Anonymous _, WrongKey _ -> false;
            case Person person -> commands(route, person);
            case KeyHolder holder -> route.visibility() == GisVisibility.TOKEN && holder.opens(route);
        };
    }

    private static Verdict allowedIf(boolean allowed) {
        return allowed ? Verdict.ALLOWED : Verdict.FORBIDDEN;
    }
}
