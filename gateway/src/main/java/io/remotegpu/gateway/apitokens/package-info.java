/** API tokens: exchanged at identity-service for a short access token, so that the services behind know only those. */
@NullMarked
package io.remotegpu.gateway.apitokens;

import org.jspecify.annotations.NullMarked;
