package io.remotegpu.scheduler.placement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The first few of many in an order, without putting all of them in order. */
final class Few<T> {
    private final int most;
    private final Comparator<? super T> order;
    private final List<T> first = new ArrayList<>();

    Few(int most, Comparator<? super T> order) {
        this.most = most;
        this.order = order;
    }

    void offer(T one) {
        if (first.size() == most && order.compare(one, first.getLast()) >= 0) {
            return;
        }
        int place = first.size();
        while (place > 0 && order.compare(one, first.get(place - 1)) < 0) {
            place--;
        }
        first.add(place, one);
        if (first.size() > most) {
            first.removeLast();
        }
    }

    /** What is pushed out next; null while there is room. */
    @Nullable
    T last() {
        return first.size() == most ? first.getLast() : null;
    }

    List<T> inOrder() {
        return List.copyOf(first);
    }
}
