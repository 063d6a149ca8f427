package io.remotegpu.gis.signin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an instance's owner is signed in.
 *
 * @param authorization the header of that name, null for software that knows no account
 * @param paths beginnings of paths below the instance's own that it is for
 */
record SignIn(@Nullable String authorization, List<String> paths) {
    static final SignIn NONE = new SignIn(null, List.of());

    @Override
    public String toString() {
        return "SignIn" + paths;
    }
}
