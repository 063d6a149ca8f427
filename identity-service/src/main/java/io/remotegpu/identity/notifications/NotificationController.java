package io.remotegpu.identity.notifications;

import io.remotegpu.contracts.error.PlatformException;
import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Notifications")
@RequestMapping("/api/v1/notifications")
class NotificationController {
    private final Notifications notifications;
    private final NotificationReader reader;

    NotificationController(Notifications notifications, NotificationReader reader) {
        this.notifications = notifications;
        this.reader = reader;
    }

    @Operation(summary = "What you were told, newest first; is_read=false for what is new")
    @GetMapping
    ApiResponse<PageView<NotificationView>> list(
            Caller caller,
            @Listing(
                            sort = {"created_at", "id"},
                            filters = {"is_read", "kind"},
                            cursor = true)
                    PageQuery query) {
        Locale language = reader.language(caller.id());
        List<NotificationView> items = notifications.page(caller.id(), query).stream()
                .map(notification -> reader.view(notification, language))
                .toList();
        long total = query.cursor() == null ? notifications.count(caller.id(), query) : 0;
        return ApiResponse.of(PageView.of(query, items, total, NotificationController::value));
    }

    @Operation(summary = "You have read it")
    @PutMapping("/{id}/read")
    ApiResponse<NotificationView> read(Caller caller, @PathVariable long id) {
        return ApiResponse.of(notifications
                .markRead(caller.id(), id)
                .map(notification -> reader.view(notification, reader.language(caller.id())))
                .orElseThrow(() -> PlatformException.notFound("notification", id)));
    }

    @Operation(summary = "You have read them all")
    @PutMapping("/read-all")
    ApiResponse<ReadCount> readAll(Caller caller) {
        return ApiResponse.of(new ReadCount(notifications.markAllRead(caller.id())));
    }

    /** @param read how many became read by this */
    record ReadCount(int read) {}

    private static Object value(NotificationView notification, String column) {
        return column.equals("created_at") ? notification.createdAt() : notification.id();
    }
}
