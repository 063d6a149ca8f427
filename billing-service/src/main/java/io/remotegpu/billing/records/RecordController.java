package io.remotegpu.billing.records;

import io.remotegpu.web.ApiResponse;
import io.remotegpu.web.Caller;
import io.remotegpu.web.Listing;
import io.remotegpu.web.PageQuery;
import io.remotegpu.web.PageView;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/billing/records")
class RecordController {
    private final BillingRecords records;

    RecordController(BillingRecords records) {
        this.records = records;
    }

    /** The caller's own records; {@code from} and {@code to} choose those that overlap. */
    @GetMapping
    ApiResponse<PageView<RecordView>> mine(
            Caller caller,
            @Listing(
                            sort = {"start_time", "end_time", "duration_s", "amount"},
                            defaultSort = "-start_time",
                            filters = {"environment_id", "workspace_id", "status", "from", "to"})
                    PageQuery query) {
        return ApiResponse.of(records.of(caller.id(), query));
    }
}
