package io.remotegpu.gis.templates;

import java.util.Map;

/**
 * A configuration to start from.
 *
 * @param name as requests name it
 * @param configData what it sets; some of it, such as the number of a connection, is for whoever uses it to change
 */
public record ServiceTemplate(
        String name, String title, String description, String serviceType, Map<String, Object> configData) {}
