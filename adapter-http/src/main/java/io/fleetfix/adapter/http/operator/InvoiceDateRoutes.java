package io.fleetfix.adapter.http.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.invoice.ResetInvoiceDate;
import io.fleetfix.application.invoice.ResetInvoiceDate.Reset;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.outbox.event.UtcMillis;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/** The operator's command for a series whose last invoice is dated too far ahead, over HTTP. */
public final class InvoiceDateRoutes implements Routes {
  private static final int LAST_YEAR = 9_999;

  private final ResetInvoiceDate resetInvoiceDate;

  public InvoiceDateRoutes(ResetInvoiceDate resetInvoiceDate) {
    this.resetInvoiceDate = resetInvoiceDate;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/invoices/date-resets", this::reset, RequiredScope.OUTBOX_OPERATE);
  }

  private void reset(Context context) {
    RequestBody body = RequestBody.of(context, "series", "year", "now", "dryRun");
    InvoiceSeries series = new InvoiceSeries(body.text("series"));
    int year = body.number("year", 1, LAST_YEAR);
    boolean dryRun = body.has("dryRun") && body.flag("dryRun");
    Reset reset =
        resetInvoiceDate
            .reset(series, year, body.time("now"), dryRun)
            .orElseThrow(() -> NotFound.invoices(series, year));
    Json.answer(context, 200, ResetAnswer.of(reset));
  }

  /**
   * The answer, as {@code openapi.yaml} defines it.
   *
   * @param dateBefore absent if an older release issued the last invoice; so is dateAfter then
   */
  @JsonInclude(Include.NON_NULL)
  record ResetAnswer(
      String series,
      int year,
      long lastNumber,
      @Nullable String dateBefore,
      @Nullable String dateAfter,
      String result) {
    static ResetAnswer of(Reset reset) {
      InvoiceNumbers before = reset.before();
      return new ResetAnswer(
          before.series().value(),
          before.year(),
          before.last(),
          date(before),
          date(reset.after()),
          reset.result().name());
    }

    private static @Nullable String date(InvoiceNumbers numbers) {
      return numbers.lastDate().map(UtcMillis::text).orElse(null);
    }
  }
}
