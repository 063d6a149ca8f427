package io.remotegpu.web.stream;

/**
 * One event as a subscriber gets it.
 *
 * @param id the position after it: a subscriber that comes back names the last one it got
 * @param name what kind it is, for {@code addEventListener}
 * @param data sent as JSON
 */
public record StreamEvent(String id, String name, Object data) {
    public StreamEvent {
        oneLine(id);
        oneLine(name);
    }

    private static void oneLine(String field) {
        if (field.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an event's id and name are one line each, without control characters");
        }
    }
}
