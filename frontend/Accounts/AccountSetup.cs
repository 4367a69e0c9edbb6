using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Frontend.Accounts;

/// <summary>Puts the accounts into a host.</summary>
public static class AccountSetup
{
    /// <summary>Registers Identity, its store, the schemes and the policies. The host provides
    /// <see cref="AccountStorage"/>.</summary>
    public static void AddAccounts(this IServiceCollection services, AccountStorage storage)
    {
        services.AddOptions<AccountOptions>().BindConfiguration(AccountOptions.Section)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddDbContextPool<AccountsDb>(db => _ = storage.UsesPostgreSql
            ? db.UseNpgsql(storage.ConnectionString)
            : db.UseSqlite(storage.ConnectionString));
        AddKeys(services, storage);
        services.AddIdentityCore<Account>().AddUserStore<AccountStore>().AddDefaultTokenProviders();
        services.AddOptions<IdentityOptions>().Configure<IOptions<AccountOptions>>(Configure);
        services.AddSingleton<KnownTokens>()
            .AddScoped<AccountBook>().AddScoped<Totp>().AddScoped<ApiTokens>().AddScoped<FirstAdministrator>()
            .AddScoped<AccountDirectory>();

        // Programs show a token at every call; browsers have a cookie, which the API does not take.
        services.AddAuthentication(SignedIn.Anyhow)
            .AddPolicyScheme(SignedIn.Anyhow, displayName: null, static scheme => scheme.ForwardDefaultSelector =
                static http =>
                    http.Request.Path.StartsWithSegments("/api") || http.Request.Headers.Authorization.Count > 0
                        ? SignedIn.Scheme
                        : PageSession.Scheme)
            .AddCookie(PageSession.Scheme, PageSession.Configure)
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(SignedIn.Scheme, configureOptions: null)
            .AddBearerToken(IdentityConstants.BearerScheme);
        services.AddOptions<BearerTokenOptions>(IdentityConstants.BearerScheme)
            .Configure<IOptions<AccountOptions>>(static (bearer, accounts) =>
            {
                bearer.BearerTokenExpiration = TimeSpan.FromMinutes(accounts.Value.AccessMinutes);
                bearer.RefreshTokenExpiration = TimeSpan.FromDays(accounts.Value.RefreshDays);
            });
        services.AddAuthorizationBuilder().AddPolicy(SignedIn.InPerson, static policy =>
            policy.RequireAuthenticatedUser().RequireAssertion(static context => context.User.IsInPerson()));
    }

    private static void Configure(IdentityOptions identity, IOptions<AccountOptions> accounts)
    {
        var password = identity.Password;
        password.RequiredLength = AccountLimits.MinPasswordLength;
        password.RequiredUniqueChars = 4;
        password.RequireDigit = password.RequireLowercase = password.RequireUppercase = false;
        password.RequireNonAlphanumeric = false;
        identity.User.RequireUniqueEmail = true;
        identity.Lockout.AllowedForNewUsers = true;
        identity.Lockout.MaxFailedAccessAttempts = accounts.Value.MaxFailures;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(accounts.Value.LockoutMinutes);
    }

    private static void AddKeys(IServiceCollection services, AccountStorage storage)
    {
        // The name keeps tickets readable when the program is moved to another folder.
        var keys = services.AddDataProtection().SetApplicationName("Marketplace");
        if (storage.KeyFolder is { } folder)
        {
            var directory = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder)
                : Directory.CreateDirectory(
                    folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            keys.PersistKeysToFileSystem(directory);
            return;
        }

        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>(static (management, provider) =>
            management.XmlRepository = new ProtectionKeyRepository(provider));
    }
}
