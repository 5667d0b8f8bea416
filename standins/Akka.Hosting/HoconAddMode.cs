namespace Akka.Hosting;

public enum HoconAddMode
{
    Append = 0,
    Prepend = 1,
    Replace = 2,
}
