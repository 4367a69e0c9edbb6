using Marketplace.Frontend.Http;
using Marketplace.Frontend.Lists;
using Marketplace.Frontend.Pages;
using Marketplace.Tasks;
using Microsoft.Extensions.Localization;

namespace Marketplace.Frontend.Tasks;

/// <summary>What waits for someone as a file.</summary>
public static class TaskFiles
{
    /// <summary>Maps <c>/unduh/tugas.{format}</c>.</summary>
    public static void MapTaskFiles(this WebApplication app) =>
        app.MapGet("/unduh/tugas.{format}", Tasks).RequireAuthorization().ExcludeFromDescription();

    /// <summary>The filter of the list as its address says it: <c>?jenis=Order&amp;urut=Largest</c>.</summary>
    public static TaskFilter FilterOf(IQueryCollection query) => new()
    {
        Kind = QueryChoice.Of<TaskKind>(query["jenis"]),
        Sort = QueryChoice.Of<TaskSort>(query["urut"]) ?? TaskSort.Due,
    };

    private static Task<IResult> Tasks(
        string format, CallContext call, IGrainFactory grains, IStringLocalizer<TaskTexts> texts)
    {
        var filter = FilterOf(call.Http.Request.Query);
        return call.ListFile<WaitingTask>(
            "tugas", format, page => grains.TaskList().Tasks(call.Caller, filter, page),
            new(texts["what"], task => texts[$"kind.{task.Kind}"].Value),
            new(texts["column.id"], static task => task.Id),
            new(texts["column.buyer"], static task =>
                task.Organisation is null ? null : $"{task.Organisation}/{task.Unit}"),
            new(texts["column.supplier"], static task => task.Supplier?.Value),
            new(texts["total"], static task => task.Total?.Amount),
            new(texts["since"], static task => Formats.Moment(task.Since)),
            new(texts["due"], static task => task.DueAt is { } due ? Formats.Moment(due) : null));
    }
}
